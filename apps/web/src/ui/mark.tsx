/** Lanes of a log, the plate of a weir across them, and what flows over it. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      strokeLinecap="round"
      className="shrink-0"
    >
      <path d="M1.5 5h5.5M1.5 10h5.5M1.5 15h5.5" stroke="var(--size)" strokeWidth="2.6" />
      <path d="M10.5 2v16" stroke="var(--accent)" strokeWidth="2.2" />
      <path
        d="M14 13.2c2 0 2 1.8 4.5 1.8M14 10h4.5M14 6.8c2 0 2-1.8 4.5-1.8"
        stroke="var(--text-2)"
        strokeWidth="1.7"
      />
    </svg>
  );
}
