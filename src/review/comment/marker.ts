/** Marks the one comment as the App's. Only together with `viewerDidAuthor`: anybody can write a marker. */
export const marker = '<!-- pattern-librarian:review -->';
