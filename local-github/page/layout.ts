import { html } from 'hono/html';

/** A piece of a page; text that is put into one is escaped. */
export type Html = ReturnType<typeof html>;

export async function layout(title: string, content: Html): Promise<Html> {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="stylesheet" href="/page/style.css">
    <link rel="stylesheet" href="/page/labels.css">
  </head>
  <body>
    <header class="site"><a href="/">Local GitHub</a><span>a stand-in for tests and the demo; this page only shows</span></header>
    <main>${content}</main>
  </body>
</html>`;
}

export function notFoundPage(): Html {
  return html`<h1>Not found</h1>
<p>There is no such page here. <a href="/">See what there is.</a></p>`;
}
