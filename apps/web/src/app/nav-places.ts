import { Activity, Logs, Users } from 'lucide-react';

/** The places of the navigation, for sidebar, tab bar and palette. */
export const PLACES = [
  { to: '/c/$conn', word: 'Triage', answers: 'what is wrong right now, and why', icon: Activity, key: 'T' },
  { to: '/c/$conn/streams', word: 'Streams', answers: 'what is there, how big, how fast', icon: Logs, key: 'S' },
  { to: '/c/$conn/groups', word: 'Groups', answers: 'every group as a table', icon: Users, key: 'G' },
] as const;
