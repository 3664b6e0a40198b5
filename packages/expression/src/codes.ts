/** The code of every error of this package, with its meaning and what to do about it. */
export const expressionCodes = {
  EXPRESSION_ABSENT: 'A tag refers to an absent value. Give the parameter a value or a default.',
  EXPRESSION_DEPENDS:
    'A `depends` expression is not valid or not a boolean. Combine task names and their results with &&, || and !.',
  EXPRESSION_EVALUATION: 'An expression failed while it was evaluated. Check its values and their types.',
  EXPRESSION_SUBSTITUTION:
    'Substituting a value produced invalid JSON. Remove control characters from the value.',
  EXPRESSION_SYNTAX: 'An expression cannot be parsed. Fix it at the position that the message shows.',
  EXPRESSION_TEMPLATE:
    'A text with tags is not valid, for example because of an unclosed tag. Close every {{ with }}.',
  EXPRESSION_TYPE:
    'The types in an expression do not match, such as a number and a string. Convert one of them, for example with asInt(...).',
  EXPRESSION_UNRESOLVED:
    'A tag names a variable that does not exist here. Check the spelling, and whether the value is available at this point.',
  EXPRESSION_WHEN:
    'A `when` condition cannot be evaluated. Compare with ==, put strings in quotes, and check its tags.',
} as const;
