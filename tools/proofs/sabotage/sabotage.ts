/** One way to break a promise of Weir, and the test that must notice it. docs/sabotage.md says each in words. */
export interface Sabotage {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly test: {
    readonly file: string;
    readonly title: string;
    /** How the title stands in the file, where it is made of a table. */
    readonly written?: string;
  };
}

export interface Edit {
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly text: string;
  readonly replacement: string;
}
