import { html } from 'hono/html';
import type { Actor, CheckRun, PullRequest } from '../state.ts';
import type { Html } from './layout.ts';

/** Whether a pull request is open, a draft, merged or closed. */
export function stateBadge({ state, draft }: PullRequest): Html {
  const name = state === 'OPEN' && draft ? 'draft' : state.toLowerCase();
  return html`<span class="state ${name}">${capital(name)}</span>`;
}

/** How a check run ended, or how far it is. */
export function conclusionBadge({ status, conclusion }: CheckRun): Html {
  const name = (conclusion ?? status).toLowerCase();
  return html`<span class="conclusion ${name}">${capital(name.replaceAll('_', ' '))}</span>`;
}

/** Who did something; a bot is told from a person. */
export function byline({ login, kind }: Actor): Html {
  const name = login.replace(/\[bot\]$/, '');
  return html`<strong>${name}</strong>${kind === 'bot' ? html` <span class="bot">bot</span>` : ''}`;
}

/** A moment, to the minute, in UTC. */
export function moment(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
