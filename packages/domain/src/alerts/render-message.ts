import { formatClock } from '../metrics/format-figures.ts';
import { type AlertMessage, incidentLine, messageTitle } from './alert-message.ts';
import type { ChannelKind } from './channel.ts';

/** A message as it goes out; what a preview shows is this, and nothing else is sent. */
export type Rendered =
  | { readonly as: 'json'; readonly body: string }
  | { readonly as: 'mail'; readonly subject: string; readonly text: string };

export function renderMessage(message: AlertMessage, kind: ChannelKind): Rendered {
  switch (kind) {
    case 'webhook':
      return { as: 'json', body: JSON.stringify({ version: 1, title: messageTitle(message), ...message }) };
    case 'slack':
      return { as: 'json', body: JSON.stringify(slackBody(message)) };
    default:
      return { as: 'mail', subject: messageTitle(message), text: mailText(message) };
  }
}

const COLOURS = { critical: '#d0242d', warning: '#c88100', resolved: '#018e7d' } as const;

// Text and one attachment are what Slack, Mattermost and Rocket.Chat have in common.
function slackBody(message: AlertMessage) {
  const title = messageTitle(message);
  const lines = message.incidents.map(
    (incident) => `• ${escaped(incidentLine(incident, message.kind, message.at))} <${incident.link}|Open>`,
  );
  return {
    text: escaped(title),
    attachments: [
      {
        color: COLOURS[message.kind === 'resolved' ? 'resolved' : message.severity],
        fallback: escaped(title),
        text: [`_${escaped(message.rule.words)}_`, ...lines, ...moreLine(message)].join('\n'),
      },
    ],
  };
}

// The three characters that mean something to Slack; a name must not become a link or a call to everybody.
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function mailText(message: AlertMessage): string {
  const { rule, connection, incidents, kind, at } = message;
  return [
    messageTitle(message),
    '',
    `Rule: ${rule.words}`,
    `Connection: ${connection.name}`,
    '',
    ...incidents.flatMap((incident) => [`- ${incidentLine(incident, kind, at)}`, `  ${incident.link}`]),
    ...moreLine(message),
    '',
    `Sent at ${formatClock(at)} UTC by Weir.`,
  ].join('\n');
}

function moreLine({ more, link }: AlertMessage): string[] {
  return more === 0 ? [] : [`and ${more} more: ${link}`];
}
