import { appRouter } from '../router.ts';
import type { Right } from './procedure.ts';

export interface ProcedureListing {
  readonly name: string;
  readonly type: 'query' | 'mutation';
  readonly needs: Right['needs'] | undefined;
}

/** Every procedure with what it is and who may call it, for the proofs that go over all of them. */
export function listProcedures(): readonly ProcedureListing[] {
  // Sound: at run time this record is flat, name to procedure; its type repeats the nesting of the routers.
  const procedures = appRouter['_def'].procedures as unknown as Record<string, { readonly _def: Definition }>;
  return Object.entries(procedures).map(([name, procedure]) => {
    const { type, meta } = procedure['_def'];
    return { name, type, needs: meta?.needs };
  });
}

interface Definition {
  readonly type: 'query' | 'mutation';
  readonly meta?: Right;
}
