// Positions of eight groups in a log, as share of the width.
const LANES = [0.3, 0.66, 0.18, 0.84, 0.72, 0.24, 0.9, 0.46];

/** Lanes of a log behind the sign-in box; decoration, so nothing of it is spoken. */
export function SignInBackdrop() {
  return (
    <svg aria-hidden className="absolute inset-0 size-full opacity-25" preserveAspectRatio="none">
      <defs>
        <pattern id="unread-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v6" stroke="var(--lag)" strokeWidth="1.5" />
        </pattern>
      </defs>
      {LANES.map((share, at) => {
        const y = `${at < 4 ? 10 + at * 6 : 70 + (at - 4) * 6}%`;
        return (
          <g key={share}>
            <rect x="0" y={y} width={`${share * 100}%`} height="10" fill="var(--size)" opacity=".35" />
            <rect
              x={`${share * 100}%`}
              y={y}
              width={`${(1 - share) * 100}%`}
              height="10"
              fill="url(#unread-hatch)"
              opacity=".5"
            />
            <rect x={`${share * 100}%`} y={y} width="2" height="22" transform="translate(-1 -6)" fill="var(--text)" />
          </g>
        );
      })}
    </svg>
  );
}
