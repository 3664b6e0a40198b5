/** What Argo's validation fills in for values that are known only at run time; a number follows it. */
export const CHECK_PLACEHOLDER = '__argo__internal__placeholder-';
