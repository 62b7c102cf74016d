/** The language of the page, in the regional form that the reader prefers. */
export function locale(): string {
  const { lang } = document.documentElement;
  return navigator.languages.find((name) => name.split("-")[0] === lang) ?? lang;
}
