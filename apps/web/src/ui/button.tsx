import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from 'react';

/** danger: the final confirming button of something that loses entries, and nothing else. */
type ButtonLook = 'plain' | 'primary' | 'quiet' | 'danger';
type ButtonSize = 'small' | 'normal' | 'large';

interface Looks {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
}

const LOOK: { readonly [Look in ButtonLook]: string } = {
  plain: 'border-line bg-raised text-text hover:bg-hover',
  primary:
    'border-transparent bg-accent-solid text-white hover:brightness-110 disabled:border-control disabled:bg-transparent',
  danger:
    'border-transparent bg-crit-solid text-white hover:brightness-110 disabled:border-control disabled:bg-transparent',
  quiet: 'border-transparent bg-transparent text-text-2 hover:bg-hover hover:text-text',
};

const SIZE: { readonly [Size in ButtonSize]: string } = {
  small: 'h-6 px-2 text-small touch:min-h-11',
  normal: 'h-7 px-3 text-small touch:min-h-11',
  large: 'h-8 px-4 text-body touch:min-h-11',
};

export function buttonClasses({ look = 'plain', size = 'normal' }: Looks, more = ''): string {
  return `inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control border font-strong whitespace-nowrap transition-colors duration-[120ms] disabled:cursor-not-allowed disabled:border-dashed disabled:text-text-3 ${LOOK[look]} ${SIZE[size]} ${more}`;
}

type ButtonProps = Looks & ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> };

/** Something that happens here. A disabled one says why in `data-tip` and in its accessible name. */
export function Button({ look, size, className = '', ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={buttonClasses(looks(look, size), className)} />;
}

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly label: string;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** An icon alone, always with a label and a tooltip. */
export function IconButton({ label, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      {...rest}
      className={`inline-flex size-7 shrink-0 items-center justify-center rounded-control text-text-2 transition-colors duration-[120ms] hover:bg-hover hover:text-text touch:size-11 ${className}`}
    />
  );
}

type AnchorProps = Looks & AnchorHTMLAttributes<HTMLAnchorElement> & { readonly ref?: Ref<HTMLAnchorElement> };

function ButtonAnchor({ look, size, className = '', ...rest }: AnchorProps) {
  // The router fills in href and children.
  // oxlint-disable-next-line jsx-a11y/anchor-has-content
  return <a {...rest} className={buttonClasses(looks(look, size), className)} />;
}

/** Something that goes somewhere: takes the router's `to`, `params`, `search`. */
export const ButtonLink = createLink(ButtonAnchor);

function looks(look: ButtonLook | undefined, size: ButtonSize | undefined): Looks {
  return { ...(look === undefined ? {} : { look }), ...(size === undefined ? {} : { size }) };
}
