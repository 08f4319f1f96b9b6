/** What the marks of the ruler mean. */
export function RulerLegend() {
  return (
    <div aria-hidden className="hidden items-center gap-4 text-small text-text-2 md:flex">
      <span className="inline-flex items-center gap-1.5">
        <span className="size-2.5 rounded-[2px] bg-size opacity-40" />
        acked
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span className="flex gap-px">
          <span className="size-2.5 rounded-[2px] bg-h0" />
          <span className="size-2.5 rounded-[2px] bg-h2" />
          <span className="size-2.5 rounded-[2px] bg-h4" />
        </span>
        pending, young to old
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span className="size-2.5 rounded-[2px] border border-lag bg-lag/25" />
        unread
      </span>
      <span className="inline-flex items-center gap-1.5">
        <svg width="10" height="12">
          <path d="M1 0h8l-3 4v8h-2v-8z" fill="var(--text)" />
        </svg>
        group position
      </span>
    </div>
  );
}
