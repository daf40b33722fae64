import { html } from 'hono/html';
import { readBlob } from '../git.ts';
import type { Annotation, Repository } from '../state.ts';
import type { Html } from './layout.ts';

const MOST_LINES = 5;
const LONGEST_LINE = 400;

/** One finding with the lines of the file that it is about. */
export async function annotationItem(
  repository: Repository,
  headOid: string,
  annotation: Annotation,
): Promise<Html> {
  const { path, startLine, endLine, level, title, message, rawDetails } = annotation;
  const lines = startLine === endLine ? String(startLine) : `${startLine}–${endLine}`;
  const details = html`<details><summary>Raw output</summary><pre>${rawDetails}</pre></details>`;
  return html`<li class="${level.toLowerCase()}">
<p class="where"><span class="level">${level.toLowerCase()}</span> <code>${path}:${lines}</code></p>
${title === null ? '' : html`<p class="what">${title}</p>`}
<p class="message">${message}</p>
${await sourceLines(repository, headOid, annotation)}
${rawDetails === null ? '' : details}
</li>`;
}

async function sourceLines(repository: Repository, headOid: string, annotation: Annotation): Promise<Html> {
  const { path, startLine, endLine } = annotation;
  const blob = await readBlob(repository.gitDirectory, `${headOid}:${path}`);
  if (blob === null) return html`<p class="muted">The file is not in this commit.</p>`;
  if (blob.includes(0)) return html`<p class="muted">The file is not text.</p>`;
  const shown = blob
    .toString()
    .split(/\r?\n/)
    .slice(startLine - 1, Math.min(endLine, startLine + MOST_LINES - 1));
  if (shown.length === 0) return html`<p class="muted">The file has no line ${startLine}.</p>`;
  const rows = shown.map(
    (line, place) =>
      html`<tr><td>${startLine + place}</td><td><code>${marked(line, annotation)}</code></td></tr>`,
  );
  return html`<table class="source">${rows}</table>`;
}

/** The columns that the finding names stand out; columns count from 1 and the last one belongs to it. */
function marked(line: string, { startColumn, endColumn }: Annotation): Html {
  const text = line.slice(0, LONGEST_LINE);
  if (startColumn === null || startColumn > text.length) return html`${text}`;
  const end = Math.max(endColumn ?? startColumn, startColumn);
  return html`${text.slice(0, startColumn - 1)}<mark>${text.slice(startColumn - 1, end)}</mark>${text.slice(end)}`;
}
