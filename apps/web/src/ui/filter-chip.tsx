import { X } from 'lucide-react';

/** A filter that is set, with a cross that takes it away. */
export function FilterChip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }) {
  return (
    <span className="tint-accent inline-flex h-6 max-w-full items-center gap-0.5 rounded-tag border border-accent/60 pl-2 text-small">
      <span translate="no" className="truncate">
        {text}
      </span>
      <button
        type="button"
        aria-label={`Remove filter ${text}`}
        onClick={onRemove}
        className="flex size-6 items-center justify-center text-text-2 hover:text-text touch:size-11"
      >
        <X size={12} strokeWidth={2} />
      </button>
    </span>
  );
}
