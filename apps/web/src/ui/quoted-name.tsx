/** A name in running text, as it is. */
export function QuotedName({ text }: { readonly text: string }) {
  return (
    <span translate="no" className="name break-all">
      {text === '' ? '(empty name)' : text}
    </span>
  );
}
