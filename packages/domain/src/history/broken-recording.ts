/** Recorded bytes that are not what was written. */
export class BrokenRecording extends Error {
  constructor() {
    super('recorded bytes end too early or name something that is not there');
    this.name = 'BrokenRecording';
  }
}
