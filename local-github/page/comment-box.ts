import { diffLines } from 'diff';
import { html, raw } from 'hono/html';
import { REACTION_CONTENTS, REACTIONS } from '../reactions.ts';
import type { Actor, Comment } from '../state.ts';
import { byline, moment } from './badges.ts';
import type { Html } from './layout.ts';
import { renderMarkdown } from './markdown.ts';

/** A comment with who edited it and what people think of it; a hidden one is closed. */
export async function commentBox(comment: Comment): Promise<Html> {
  const { id, author, body, createdAt, minimizedReason } = comment;
  const text = html`<div class="markdown">${raw(await renderMarkdown(body))}</div>${reactions(comment)}`;
  return html`<article class="box comment" id="issuecomment-${id}">
<header>${byline(author)} <span class="muted">commented ${moment(createdAt)}</span>${history(comment)}</header>
${minimizedReason === undefined ? text : hidden('comment', minimizedReason, text)}
</article>`;
}

/** Something that was hidden, to be opened. */
export function hidden(what: string, reason: string, content: Html): Html {
  return html`<details class="hidden"><summary>This ${what} was marked as ${reason}.</summary>${content}</details>`;
}

function history({ author, edits }: Comment): Html {
  const last = edits.at(-1);
  if (!last) return html``;
  const by = last.editor === author.login ? '' : html` by ${byline(editorOf(last))}`;
  const steps = edits.map(
    (
      edit,
      place,
    ) => html`<li>${byline(editorOf(edit))} <span class="muted">${place === 0 ? 'created it' : 'edited it'} ${moment(edit.editedAt)}</span>
${place === 0 ? '' : changesBetween(edits[place - 1]?.body ?? '', edit.body)}</li>`,
  );
  return html`<details class="history"><summary>edited${by}</summary><ol>${steps.reverse()}</ol></details>`;
}

function editorOf({ editor }: Comment['edits'][number]): Actor {
  return { login: editor, kind: editor.endsWith('[bot]') ? 'bot' : 'user' };
}

/** The lines that an edit took away and put there. */
function changesBetween(before: string, after: string): Html {
  const rows = diffLines(before, after).flatMap(({ added, removed, value }) => {
    if (!added && !removed) return [];
    const lines = value.replace(/\n$/, '').split('\n');
    return lines.map(
      line =>
        html`<tr class="${added ? 'added' : 'removed'}"><td>${added ? '+' : '-'}</td><td>${line}</td></tr>`,
    );
  });
  return html`<div class="scroll"><table class="diff"><tbody>${rows}</tbody></table></div>`;
}

function reactions(comment: Comment): Html {
  const used = REACTION_CONTENTS.flatMap(content => {
    const who = comment.reactions.filter(reaction => reaction.content === content);
    if (who.length === 0) return [];
    const names = who.map(({ actor }) => actor.login).join(', ');
    return [html`<span title="${names}">${REACTIONS[content].emoji} ${who.length}</span>`];
  });
  return used.length === 0 ? html`` : html`<p class="reactions">${used}</p>`;
}
