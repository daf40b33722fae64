/** Returns the text without any of these characters at its end. A pattern such as `/[.!]+$/` starts anew at each of them: quadratic. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
