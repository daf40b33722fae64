export const answerPrefix = '<!-- pattern-librarian:answer ';

/** Opens the answer to a comment, so that it is given once. The id is GitHub's, of letters, digits, `_`, `-` and `=`. */
export function answerMarker(request: string): string {
  return `${answerPrefix}${request} -->`;
}
