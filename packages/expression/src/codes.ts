/** The code of every error of this package, with what it means and what to do. */
export const expressionCodes = {
  EXPRESSION_ABSENT:
    'A tag leads to a value that is absent or cannot become text. Give the parameter a value.',
  EXPRESSION_DEPENDS:
    'A `depends` cannot be read or gives no boolean. Combine task names and their results with &&, || and !.',
  EXPRESSION_EVALUATION: 'An expression failed while it was evaluated. Check its values and their types.',
  EXPRESSION_JSON:
    'A value of an expression has no form in JSON. Convert it first, for example with string(...).',
  EXPRESSION_SUBSTITUTION:
    'A value breaks the JSON text that it is put into. Remove control characters from the value.',
  EXPRESSION_SYNTAX: 'An expression cannot be parsed. Fix it at the position that the message shows.',
  EXPRESSION_TEMPLATE:
    'A text with tags cannot be read, such as one with an unclosed tag. Close every {{ with }}.',
  EXPRESSION_TYPE:
    'The types of an expression do not fit, such as a number and a text. Convert one of them, for example with asInt(...).',
  EXPRESSION_UNRESOLVED:
    'A tag names a variable that does not exist here. Check its spelling, and where the value comes from.',
  EXPRESSION_WHEN:
    'A `when` cannot be evaluated. Compare with ==, put texts in quotes, and check the tags in it.',
} as const;
