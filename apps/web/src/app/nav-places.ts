import { Activity, ArchiveX, Bell, LoaderCircle, Logs, Scissors, ScrollText, Users } from 'lucide-react';

/** The places of the navigation, for sidebar, tab bar and palette; `part` names what the reader wants to do there. */
export const PLACES = [
  { to: '/c/$conn', word: 'Triage', answers: 'what is wrong right now, and why', icon: Activity, key: 'T', part: '' },
  {
    to: '/c/$conn/streams',
    word: 'Streams',
    answers: 'what is there, how big, how fast',
    icon: Logs,
    key: 'S',
    part: '',
  },
  { to: '/c/$conn/groups', word: 'Groups', answers: 'every group as a table', icon: Users, key: 'G', part: '' },
  {
    to: '/c/$conn/dead-letters',
    word: 'Dead letters',
    short: 'Letters',
    answers: 'what failed for good, why, and back again',
    icon: ArchiveX,
    key: 'D',
    part: '',
  },
  {
    to: '/c/$conn/trim-policies',
    word: 'Policies',
    short: 'Policies',
    answers: 'what is kept where, next runs, held runs',
    icon: Scissors,
    key: 'P',
    part: 'Change',
  },
  {
    to: '/c/$conn/jobs',
    word: 'Jobs',
    answers: 'long changes: running, waiting, finished',
    icon: LoaderCircle,
    key: 'J',
    part: 'Change',
  },
  {
    to: '/c/$conn/alerts',
    word: 'Alerts',
    answers: 'what fires, the rules, who is told',
    icon: Bell,
    key: 'A',
    part: 'Prove',
  },
  {
    to: '/c/$conn/audit',
    word: 'Audit',
    answers: 'who changed what, why, with what effect',
    icon: ScrollText,
    key: 'L',
    part: 'Prove',
  },
] as const;
