import type { Rule } from '../rule.ts';
import { artifactSource } from './artifact-source.ts';
import { argumentEnum } from './enum.ts';
import { parameterValue } from './parameter-value.ts';

/** The rules about the arguments of workflows and calls. */
export const argumentsRules: readonly Rule[] = [artifactSource, argumentEnum, parameterValue];
