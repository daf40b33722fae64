/** The permission, any one of them, that an App needs before GitHub tells it of an event; none for its own affairs. */
export const EVENT_PERMISSIONS: Record<string, string[]> = {
  check_run: ['checks'],
  check_suite: ['checks'],
  github_app_authorization: [],
  installation: [],
  installation_repositories: [],
  issue_comment: ['issues'],
  label: ['issues', 'pull_requests'],
  merge_group: ['merge_queues'],
  pull_request: ['pull_requests'],
  pull_request_review: ['pull_requests'],
  pull_request_review_comment: ['pull_requests'],
  push: ['contents'],
  repository: ['metadata'],
};

/** Events that every App gets without asking. */
const ALWAYS = ['installation', 'installation_repositories', 'github_app_authorization'];

/** Whether an App is told of an event: it asked for it, and its permissions allow it. */
export function isTold(
  app: { events: string[]; permissions: Record<string, 'read' | 'write'> },
  event: string,
): boolean {
  if (ALWAYS.includes(event)) return true;
  const granted: Record<string, string> = { metadata: 'read', ...app.permissions };
  const needed = EVENT_PERMISSIONS[event];
  if (needed === undefined) throw new Error(`The event ${event} is missing from EVENT_PERMISSIONS.`);
  return app.events.includes(event) && needed.some(permission => granted[permission] !== undefined);
}
