const LANGUAGE = document.documentElement.lang;

export const COUNT = new Intl.NumberFormat(LANGUAGE);
export const RATE = new Intl.NumberFormat(LANGUAGE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
export const SHARE = new Intl.NumberFormat(LANGUAGE, { style: "percent" });
