import type { Rendered } from '@weir/domain/alerts/render-message';

/** A message as text to read: JSON indented, a mail with its subject. What is in it is what is sent. */
export function sentText(message: Rendered): string {
  if (message.as === 'mail') return `Subject: ${message.subject}\n\n${message.text}`;
  return JSON.stringify(JSON.parse(message.body), null, 2);
}
