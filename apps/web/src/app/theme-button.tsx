import { Monitor, Moon, Sun } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { changePreferences, type Theme, usePreferences } from './preferences.ts';

const NEXT: { readonly [T in Theme]: Theme } = { system: 'dark', dark: 'light', light: 'system' };
const WORD: { readonly [T in Theme]: string } = { system: 'as the system', dark: 'dark', light: 'light' };
const ICON = { system: Monitor, dark: Moon, light: Sun } as const;

export function ThemeButton() {
  const { theme } = usePreferences();
  const Icon = ICON[theme];
  return (
    <IconButton
      label={`Theme: ${WORD[theme]}. Switch to ${WORD[NEXT[theme]]}`}
      onClick={() => {
        changePreferences({ theme: NEXT[theme] });
      }}
    >
      <Icon size={15} strokeWidth={1.75} />
    </IconButton>
  );
}
