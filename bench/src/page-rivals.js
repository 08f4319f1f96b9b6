// Runs in the browser, bundled by page-rivals-site.ts: the same 10,000 groups drawn in two other ways. Plain script so
// that the benchmark needs no second set of type packages; the page under test itself is the real one.
import { createElement as h, memo, useEffect, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Line, LineChart } from 'recharts';

const COUNT = 10_000;
const way = new URLSearchParams(location.search).get('way');

const makeRow = (at) => ({
  key: at,
  group: `group-${at % 2}`,
  stream: `orders:${at >> 1}`,
  unread: (at * 7919) % 5_000,
  pending: at % 13,
  behindMs: (at * 31) % 90_000,
  consumers: 4,
  inPerSecond: at % 17,
  outPerSecond: at % 15,
  spark: Array.from({ length: 60 }, (_, x) => ({ x, y: (at * (x + 3)) % 97 })),
});

function changed(rows, share) {
  const every = Math.round(1 / share);
  return rows
    .map((row) =>
      row.key % every === 0
        ? {
            ...row,
            unread: row.unread + 1,
            spark: [...row.spark.slice(1), { x: row.spark.at(-1).x + 1, y: row.unread % 97 }],
          }
        : row,
    )
    .toSorted((a, b) => b.unread - a.unread);
}

function cells(row) {
  return [
    row.group,
    row.stream,
    row.unread,
    row.behindMs,
    row.pending,
    row.consumers,
    row.inPerSecond,
    row.outPerSecond,
  ].map((text, at) => h('td', { key: at }, String(text)));
}

function path(points) {
  return points.map(({ y }, at) => `${at === 0 ? 'M' : 'L'}${at} ${20 - y / 5}`).join('');
}

const PlainRow = memo(({ row }) =>
  h(
    'tr',
    { 'data-row': row.key },
    ...cells(row),
    h(
      'td',
      null,
      h('svg', { width: 60, height: 20 }, h('path', { d: path(row.spark), stroke: 'currentColor', fill: 'none' })),
    ),
  ),
);

function PlainTable({ rows }) {
  return h(
    'table',
    null,
    h(
      'tbody',
      null,
      rows.map((row) => h(PlainRow, { key: row.key, row })),
    ),
  );
}

const ChartRow = memo(({ row }) =>
  h(
    'tr',
    { 'data-row': row.key },
    ...cells(row),
    h(
      'td',
      null,
      h(
        LineChart,
        { width: 60, height: 20, data: row.spark },
        h(Line, { dataKey: 'y', dot: false, isAnimationActive: false }),
      ),
    ),
  ),
);

function ChartTable({ rows }) {
  const box = useRef(null);
  // oxlint-disable-next-line react/incompatible-library -- no compiler touches this file
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 32,
    overscan: 4,
  });
  const items = virtual.getVirtualItems();
  return h(
    'div',
    { ref: box, style: { height: '800px', overflow: 'auto' } },
    h(
      'div',
      { style: { height: `${virtual.getTotalSize()}px` } },
      h(
        'table',
        null,
        h(
          'tbody',
          null,
          items.map((item) => h(ChartRow, { key: rows[item.index].key, row: rows[item.index] })),
        ),
      ),
    ),
  );
}

function Page() {
  const first = useMemo(
    () => Array.from({ length: COUNT }, (_, at) => makeRow(at)).toSorted((a, b) => b.unread - a.unread),
    [],
  );
  const [rows, setRows] = useState(first);
  useEffect(() => {
    globalThis.tick = (share) => setRows((before) => changed(before, share));
  }, []);
  return way === 'plain' ? h(PlainTable, { rows }) : h(ChartTable, { rows });
}

// Mounted on order, so that loading the script is not part of the figure.
globalThis.mount = () =>
  new Promise((resolve) => {
    const before = performance.now();
    createRoot(document.querySelector('#root')).render(h(Page));
    const look = () => {
      if (document.querySelector('[data-row]') === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - before)));
    };
    requestAnimationFrame(look);
  });
