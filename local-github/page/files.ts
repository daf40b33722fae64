import { html } from 'hono/html';
import type { ChangedFile } from '../git-store/git-store.ts';
import type { Html } from './layout.ts';

const MOST_FILES = 300;

/** The changed files with what happened to each and how many lines it took. */
export function filesSection(files: readonly ChangedFile[]): Html {
  const rows = files.slice(0, MOST_FILES).map(
    ({ path, previousPath, changeType, additions, deletions }) => html`<li>
<span class="change ${changeType.toLowerCase()}">${changeType.toLowerCase()}</span>
<code>${previousPath === null ? '' : html`${previousPath} → `}${path}</code>
<span class="lines"><span class="plus">+${additions}</span> <span class="minus">−${deletions}</span></span></li>`,
  );
  const rest = files.length - rows.length;
  return html`<section id="files"><h2>Files changed</h2>
<ul class="box rows files">${rows}</ul>
${rest > 0 ? html`<p class="muted">and ${rest} more</p>` : ''}</section>`;
}
