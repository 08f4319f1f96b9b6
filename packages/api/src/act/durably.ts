import { ConsoleError } from '@weir/domain/errors/console-error';
import { restOn, type Seat } from './seat.ts';

/** This process lets go of the job; the journal has it as it stands. */
export class LetGo extends Error {
  constructor() {
    super('the job was let go of');
    this.name = 'LetGo';
  }
}

// The disk is tried again in this rhythm; nothing is done to Redis meanwhile.
const RETRY_MS = 2_000;

/** Writes to the journal until it is on disk. What a running job did is written down, however long the disk is full. */
export async function durably(seat: Seat, closing: () => boolean, write: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await write();
      return;
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
      if (closing()) throw new LetGo();
      seat.job = { ...seat.job, because: error.sentence };
      await restOn(seat, RETRY_MS);
    }
  }
}
