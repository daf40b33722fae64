export type SetupPage = {
  /** Where the form goes: GitHub's "new App" page. */
  createUrl: string;
  /** JSON. */
  manifest: string;
  /** Where GitHub will send deliveries. */
  webhookUrl: string;
};

/** Returns the page whose one button hands the manifest to GitHub. */
export function setupPage({ createUrl, manifest, webhookUrl }: SetupPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Create the GitHub App · Pattern Librarian</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark; }
button { font: inherit; padding: .5rem 1rem; }
.note { border-left: .25rem solid #bf8700; padding-left: 1rem; }
</style>
</head>
<body>
<h1>Create the GitHub App</h1>
<p>GitHub will show the name of the App, which you may change, and create it with the permissions that Pattern
Librarian needs. Its credentials come back to this machine and are written to <code>.env</code> and
<code>private-key.pem</code>.</p>
<p>Deliveries will be sent to <code>${escapeHtml(webhookUrl)}</code>.</p>
${createUrl.startsWith('https://github.com/') && isLocal(webhookUrl) ? localNote : ''}
<form action="${escapeHtml(createUrl)}" method="post">
<input type="hidden" name="manifest" value="${escapeHtml(manifest)}">
<button type="submit">Create the App on GitHub</button>
</form>
</body>
</html>
`;
}

const localNote = `<p class="note">github.com cannot reach this address. Open this page under an address that is reachable
from the internet, or set <code>WEBHOOK_URL</code> to one that leads to <code>/api/github/webhooks</code> here, and
start again.</p>`;

function isLocal(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
