/** The arguments of a component that has no inputs. */
export type NoArguments = { readonly [name: string]: never };

/** The parameters of a call. The arguments may be omitted if none is required. */
export type CallArguments<TArguments, TOptions> = keyof TArguments extends never
  ? [values?: NoArguments, options?: TOptions]
  : Record<never, never> extends TArguments
    ? [values?: TArguments, options?: TOptions]
    : [values: TArguments, options?: TOptions];
