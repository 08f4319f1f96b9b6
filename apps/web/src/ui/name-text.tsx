import { nameParts } from './name-parts.ts';

/** A name as it is, with a dotted line under spaces that would not be seen. Stands inside an element with class `name`. */
export function NameText({ text }: { readonly text: string }) {
  if (text === '') return <i className="text-text-3">empty name</i>;
  return nameParts(text).map((part, index) =>
    part.marked ? (
      // Parts have no identity but their place.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className="border-b-2 border-dotted border-text-3 whitespace-pre">
        {part.text}
      </span>
    ) : (
      part.text
    ),
  );
}
