interface UnknownTagProps {
  /** Why it is not known: a clause without a full stop. */
  readonly because: string;
}

/** Unknown is a value of its own: a bordered word with its reason in reach. */
export function UnknownTag({ because }: UnknownTagProps) {
  return (
    <span
      data-tip={`Unknown: ${because}.`}
      className="inline-flex h-[18px] items-center rounded-tag border border-line px-1.5 text-micro font-normal text-text-2"
    >
      unknown<span className="sr-only">: {because}</span>
    </span>
  );
}
