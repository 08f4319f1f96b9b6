import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { expect, test } from 'vitest';
import { readerSentences, redriveHappenings, type RedrivePreview, stayingSentences } from './redrive-view.ts';

const known = (value: number) => ({ known: true as const, value });
const preview: RedrivePreview = {
  of: 'redrive',
  parts: [
    {
      to: 'orders',
      count: 22,
      firstId: '1-0',
      lastId: '9-0',
      targetLength: 10,
      failedIn: ['fulfilment'],
      groups: [
        { group: 'fulfilment', unread: known(120) },
        { group: 'mail', unread: { known: false, because: 'x' } },
      ],
      oneStep: true,
    },
    { to: 'new', count: 1, firstId: '2-0', lastId: '2-0', targetLength: null, failedIn: [], groups: [], oneStep: true },
  ],
  noOrigin: 2,
  originGone: [{ stream: 'old', count: 1 }],
  looked: 26,
  complete: true,
};
const said = (sentences: ReturnType<typeof redriveHappenings>) =>
  sentences.map((sentence) => plainSentence(sentence, 0));

test('says how many go where, and that they leave', () => {
  expect(said(redriveHappenings(preview))).toEqual([
    '22 entries go to the end of orders',
    '1 entry goes to the end of new, which is created',
    'Each leaves the dead letters in the step that adds it there',
  ]);
  expect(redriveHappenings({ ...preview, parts: [] })).toEqual([]);
});

test('lists what stays apart, with the reason', () => {
  expect(said(stayingSentences(preview))).toEqual(['2 stay: no origin known', '1 stays: old is not there any more']);
  expect(said(stayingSentences({ ...preview, noOrigin: 0, originGone: [], complete: false }))).toEqual([
    'Only the first 26 were looked at; send the rest back afterwards',
  ]);
});

test('names every group that gets them, and who is behind; unknown is not behind', () => {
  expect(said(readerSentences(preview))).toEqual([
    'orders is read by fulfilment, mail; they failed in fulfilment. fulfilment has 120 unread; they wait in line',
  ]);
});
