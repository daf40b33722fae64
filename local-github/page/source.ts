import { html } from 'hono/html';
import { readBlob } from '../git.ts';
import type { Repository } from '../state.ts';
import type { Html } from './layout.ts';

const MOST_LINES = 5_000;

/** A file's source at a commit, where each line has the anchor that GitHub gives it; null when it is no text file there. */
export async function sourcePage(repository: Repository, oid: string, path: string): Promise<Html | null> {
  const blob = await readBlob(repository.gitDirectory, `${oid}:${path}`);
  if (blob === null || blob.includes(0)) return null;
  const lines = blob.toString('utf8').replace(/\n$/, '').split('\n');
  const rows = lines
    .slice(0, MOST_LINES)
    .map((line, index) => html`<li id="L${index + 1}"><code>${line}</code></li>`);
  const rest = lines.length - rows.length;
  return html`<p class="muted crumbs"><a href="/">${repository.owner}/${repository.name}</a> at <code>${oid.slice(0, 7)}</code></p>
<h1>${path}</h1>
<ol class="box source">${rows}</ol>
${rest > 0 ? html`<p class="muted">and ${rest} more lines</p>` : ''}`;
}
