import { type ReactNode, useId } from 'react';

export const FIELD =
  'w-full rounded-control border border-control bg-canvas px-2.5 text-text placeholder:text-text-3 h-8 touch:h-11';

/** For what somebody types letter by letter, such as a name: the browser is not to change, complete or translate it. */
export const AS_TYPED = {
  type: 'text',
  translate: 'no',
  autoComplete: 'off',
  autoCapitalize: 'off',
  spellCheck: false,
} as const;

/** What ties an input to its label and its note. */
interface Control {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

interface FieldProps {
  readonly label: ReactNode;
  /** Beside the label, quieter: "optional". */
  readonly aside?: string | undefined;
  /** Below the input; '' keeps its place free. */
  readonly note?: ReactNode;
  /** What is wrong with what was entered, in the place of the note; '' = nothing. */
  readonly trouble?: string;
  readonly className?: string;
  readonly children: (control: Control) => ReactNode;
}

/** An input with its name above it and what it means below. */
export function Field({ label, aside, note, trouble, className, children }: FieldProps) {
  const id = useId();
  const wrong = trouble !== undefined && trouble !== '';
  const below = wrong ? trouble : note;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-small font-strong">
        {label}
        {aside !== undefined && <span className="font-normal text-text-3"> {aside}</span>}
      </label>
      {children({
        id,
        ...(below === undefined ? {} : { 'aria-describedby': `${id}-note` }),
        ...(trouble === undefined ? {} : { 'aria-invalid': wrong }),
      })}
      {below !== undefined && (
        <p
          id={`${id}-note`}
          role={wrong ? 'alert' : undefined}
          className={`mt-1 min-h-4 text-small break-words ${wrong ? 'text-crit' : 'text-text-3'}`}
        >
          {below}
        </p>
      )}
    </div>
  );
}
