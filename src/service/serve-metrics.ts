import { type ListeningServer, listen } from '../intake/listen.ts';
import type { Listening } from '../intake/settings.ts';
import type { Metrics } from './metrics.ts';

/** Serves `GET /metrics` on a port of its own: the one that takes deliveries is open to the world, and these are not for it. */
export function serveMetrics(listening: Listening, metrics: Metrics): Promise<ListeningServer> {
  return listen({ ...listening, setting: 'METRICS_PORT' }, (request, response) => {
    if (request.url?.split('?')[0] !== '/metrics' || request.method !== 'GET')
      return void response.writeHead(404).end('There is only GET /metrics here.\n');
    metrics.read().then(
      ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
      () => response.writeHead(500).end('The metrics cannot be read.\n'),
    );
  });
}
