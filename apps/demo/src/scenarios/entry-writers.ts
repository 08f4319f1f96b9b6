import { ORIGIN_FIELDS } from '@weir/domain/dead-letters/origin-fields';
import type { Fields } from './plan.ts';
import { oneOf, whole, type Random } from './random.ts';

// Ordered until the demo began and never since: whom a privacy request is about.
const SOMEBODY = 'c-2718';
const SOMEBODY_EVERY = 150;
const BEGAN_AT = Date.now();

/** `at` = the time of the entry, epoch ms. */
function customer(random: Random, at: number): string {
  const id = `c-${whole(random, 3_000, 99_999)}`;
  return at < BEGAN_AT && whole(random, 1, SOMEBODY_EVERY) === 1 ? SOMEBODY : id;
}

export const writeJob = (random: Random): Fields => [
  'job_id',
  `j-${whole(random, 100_000, 999_999)}`,
  'kind',
  oneOf(random, ['build', 'test', 'lint', 'deploy']),
  'repository',
  oneOf(random, ['storefront', 'checkout', 'search', 'mobile-app']),
  'request_id',
  `r-${whole(random, 10_000, 99_999)}`,
];

export const writeNotification = (random: Random): Fields => [
  'user_id',
  String(whole(random, 1_000, 99_999)),
  'message',
  oneOf(random, [
    'Your parcel is on its way',
    'Payment received',
    'New sign-in from Lisbon',
    '3 people liked your photo',
  ]),
  'lang',
  oneOf(random, ['en', 'de', 'pt', 'fr', 'ja']),
  'priority',
  oneOf(random, ['low', 'normal', 'normal', 'high']),
];

export const writeOrder = (random: Random, at: number): Fields => [
  'type',
  oneOf(random, ['order.placed', 'order.placed', 'order.changed', 'order.cancelled']),
  'order_id',
  `o-${whole(random, 1_000_000, 9_999_999)}`,
  'customer_id',
  customer(random, at),
  'total',
  (whole(random, 490, 48_900) / 100).toFixed(2),
  'currency',
  oneOf(random, ['EUR', 'USD', 'GBP']),
];

export const writePayment = (random: Random): Fields => [
  'event',
  oneOf(random, ['payment_captured', 'payment_captured', 'payment_refunded']),
  'payment_id',
  `p-${whole(random, 1_000_000, 9_999_999)}`,
  'amount_minor',
  String(whole(random, 199, 64_900)),
  'currency',
  oneOf(random, ['EUR', 'USD', 'GBP']),
];

/** What the ledger cannot book: the amount is no whole number. */
export const writePoisonPayment = (): Fields => [
  'event',
  'payment_captured',
  'payment_id',
  'p-4471902',
  'amount_minor',
  '129,90 EUR',
  'currency',
  'EUR',
];

/** True when a payment's amount is a whole number of minor units. */
export function isBookable(fields: Fields): boolean {
  const at = fields.indexOf('amount_minor');
  return at >= 0 && /^\d+$/.test(fields[at + 1] ?? '');
}

/** A payment the ledger gave up on, as Weir puts it aside. */
export const writeDeadLetter = (random: Random, at: number): Fields => {
  const [amount, reason] = oneOf<readonly [string, string]>(random, [
    ['', 'amount is missing'],
    ['null', 'amount is not a number'],
    ['-', 'amount is not a number'],
  ]);
  const origin = [
    'payments:events',
    `${at - whole(random, 60_000, 600_000)}-0`,
    'ledger',
    `ledger-${whole(random, 1, 3)}`,
    String(whole(random, 5, 9)),
    String(at),
    reason,
  ];
  return [
    'event',
    'payment_refunded',
    'payment_id',
    `p-${whole(random, 1_000_000, 9_999_999)}`,
    'amount_minor',
    amount,
    'currency',
    oneOf(random, ['EUR', 'USD', 'GBP']),
    ...ORIGIN_FIELDS.flatMap((name, index) => [name, origin[index] ?? '']),
  ];
};

export const writeAudit = (random: Random): Fields => [
  'actor',
  `user-${whole(random, 1, 400)}`,
  'action',
  oneOf(random, ['profile.read', 'profile.changed', 'invoice.exported', 'consent.given']),
  'subject',
  `person-${whole(random, 1, 5_000)}`,
  'ip',
  `10.20.${whole(random, 0, 9)}.${whole(random, 1, 254)}`,
];

export const writeInventory = (random: Random): Fields => [
  'sku',
  `SKU-${whole(random, 10_000, 39_999)}`,
  'warehouse',
  oneOf(random, ['HAM', 'LIS', 'OSL']),
  'change',
  String(whole(random, -6, 12)),
];

export const writeEmail = (random: Random, at: number): Fields => [
  'customer_id',
  customer(random, at),
  'template',
  oneOf(random, ['receipt', 'welcome', 'password-reset', 'digest']),
];

export const writeWebhook = (random: Random): Fields => [
  'url',
  `https://partner-${whole(random, 1, 40)}.example.com/hooks`,
  'event',
  oneOf(random, ['order.placed', 'order.shipped', 'refund.made']),
  'attempt',
  '1',
];

/** True for what goes to the partner that does not answer while `dead-partner` lasts. */
export function goesToDeadPartner(fields: Fields): boolean {
  return (fields[fields.indexOf('url') + 1] ?? '').startsWith('https://partner-31.');
}

export const writeShipment = (random: Random, at: number): Fields => [
  'parcel',
  `PK${whole(random, 100_000_000, 999_999_999)}`,
  'customer_id',
  customer(random, at),
  'status',
  oneOf(random, ['picked up', 'in transit', 'out for delivery', 'delivered']),
];

export const writeSignup = (random: Random): Fields => [
  'user_id',
  String(whole(random, 100_000, 199_999)),
  'plan',
  oneOf(random, ['free', 'free', 'team', 'business']),
];

export const writeReading = (random: Random): Fields => [
  'sensor',
  `s-${whole(random, 1, 60)}`,
  'celsius',
  (whole(random, 180, 260) / 10).toFixed(1),
];

export const writeImport = (random: Random): Fields => [
  'file',
  `catalogue-${whole(random, 1, 30)}.csv`,
  'rows',
  String(whole(random, 100, 40_000)),
];
