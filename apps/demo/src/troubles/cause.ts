import type { Scene } from './trouble.ts';

/**
 * A cause that lies outside Redis, such as a slow database: it lasts while the key `demo:trouble:<name>` is there, so
 * that deleting the key takes it away.
 */
export async function lastWhileKeyExists(scene: Scene, name: string, ended: () => void): Promise<void> {
  const key = `demo:trouble:${name}`;
  await scene.client.set(key, 'delete this key and the cause is gone');
  let over = false;
  scene.every(500, async () => {
    if (over || (await scene.client.exists(key)) === 1) return;
    over = true;
    ended();
  });
}
