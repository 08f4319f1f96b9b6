import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import { nameToSegment } from '../../app/name-in-url.ts';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { useActionLock } from '../actions/parts/use-action-lock.ts';

/** What can be done with one consumer. */
export function ConsumerMenu({ item }: { readonly item: ConsumerAnswer }) {
  const { open } = useDialogAddress();
  const lock = useActionLock('Remove consumer', 'operator');
  return (
    <MoreMenu
      quiet
      label={`More to do with ${item.consumer}`}
      items={[
        {
          key: 'remove-consumer',
          word: item.pending === 0 ? 'Remove consumer…' : 'Move its entries and remove it…',
          lock,
          danger: true,
          onChoose: () => {
            open({ do: 'remove-consumer', name: nameToSegment(item.consumer) });
          },
        },
      ]}
    />
  );
}
