type Unit = 'ms' | 's' | 'm' | 'h';

/** A length of time: seconds as a number, or a text such as `90s`, `10m` or `1h30m`. */
export type Duration =
  | number
  | `${number}${Unit}`
  | `${number}h${number}m`
  | `${number}m${number}s`
  | `${number}h${number}m${number}s`;

/** An amount of a resource, as in Kubernetes: `2`, `500m`, `1Gi`. */
export type Quantity =
  | number
  | `${number}`
  | `${number}${'m' | 'k' | 'M' | 'G' | 'T' | 'P' | 'E' | 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi' | 'Ei'}`;
