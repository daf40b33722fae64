/**
 * HTML comments by which the App knows its own texts again. Only together with `viewerDidAuthor`: anybody can write a marker.
 */

/** Opens the one review comment. */
export const commentMarker = '<!-- pattern-librarian:review -->';

export const answerPrefix = '<!-- pattern-librarian:answer ';
export const notePrefix = '<!-- pattern-librarian:note ';

/** Opens what the next look has to know of this one, at the end of the review comment. */
export const stateOpens = '<!-- pattern-librarian:state ';
export const closes = ' -->';

/** Opens the answer to a comment, so that it is given once. The id is GitHub's, of letters, digits, `_`, `-` and `=`. */
export function answerMarker(request: string): string {
  return `${answerPrefix}${request}${closes}`;
}

/** Opens a note that tells of a state. */
export function noteMarker(state: string): string {
  return `${notePrefix}${state}${closes}`;
}

/** The state in the marker that a note begins with; null when there is none. */
export function noteMarkerIn(body: string): string | null {
  return /^<!-- pattern-librarian:note ([a-z-]+) -->/.exec(body)?.[1] ?? null;
}

/** Opens a suggestion, by what it changes. */
export function suggestionMarker(id: string): string {
  return `<!-- pattern-librarian:fix ${id}${closes}`;
}

/** The id in the marker that a suggestion begins with; null when there is none. */
export function suggestionMarkerIn(body: string): string | null {
  return /^<!-- pattern-librarian:fix ([0-9a-f]{12}) -->/.exec(body)?.[1] ?? null;
}

/** Stands behind a box: what it asks about, so that it is found again whatever the words around it. */
export function boxMarker(key: string): string {
  return `<!-- box ${key}${closes}`;
}
