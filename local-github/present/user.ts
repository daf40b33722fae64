import { nodeId } from '../node-id.ts';
import type { Actor } from '../state.ts';
import type { World } from '../world.ts';

/** A person or a bot as REST answers and webhooks show them (`simple-user`). */
export function presentUser(world: World, actor: Actor) {
  const user = world.state.users.find(({ login }) => login === actor.login);
  const app = world.state.apps.find(({ slug }) => `${slug}[bot]` === actor.login);
  const id = user?.id ?? app?.id ?? 0;
  const url = `${world.url}/api/v3/users/${encodeURIComponent(actor.login)}`;
  return {
    login: actor.login,
    id,
    node_id: user?.nodeId ?? nodeId('Bot', id),
    avatar_url: `${world.url}/avatars/u/${id}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${encodeURIComponent(actor.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: actor.kind === 'bot' ? 'Bot' : 'User',
    user_view_type: 'public',
    site_admin: false,
  };
}
