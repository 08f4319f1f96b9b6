import { refusalBody } from './refusal-body.ts';
import type { StaticUi } from './static-ui.ts';

export interface NotFound {
  readonly type: string;
  readonly body: string | Buffer;
}

const SENTENCE = 'There is nothing at this address.';
const WITHOUT_UI = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Nothing here · Weir</title>
<p>${SENTENCE} <a href="/">Go to the first page of Weir.</a></p>
</html>
`;

/**
 * What stands at an address where nothing is: for somebody who opened it in a browser a page, which has the way back;
 * for whoever asks for data the refusal as data.
 */
export function notFound(path: string, accept: string | undefined, ui: StaticUi): NotFound {
  const isForData = /^\/(?:trpc|export|live)(?:[/?]|$)/.test(path);
  if (isForData || accept?.includes('text/html') !== true) {
    return { type: 'application/json', body: refusalBody({ status: 404, sentence: SENTENCE }) };
  }
  const page = ui.find('/');
  // The pages say "nothing here" themselves for addresses they do not know.
  return page === undefined
    ? { type: 'text/html; charset=utf-8', body: WITHOUT_UI }
    : { type: page.type, body: page.body };
}
