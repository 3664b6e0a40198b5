/** The code of every error of this package, with what it means and what to do. */
export const workflowCodes = {
  WORKFLOW_ARGUMENT:
    'A call lacks a required argument, or passes one that the template does not declare. Fix the arguments.',
  WORKFLOW_BODY_CLOSED:
    'A task was added after the body of a dag or steps had ended. Add tasks inside the body only, and not after an await.',
  WORKFLOW_DEPENDS:
    'The `depends` of a task is not valid, or is combined with `continueOn`. Fix it as the message says.',
  WORKFLOW_DUPLICATE_NAME: 'Two templates, tasks or steps have the same name. Rename one of them.',
  WORKFLOW_REFERENCE:
    'A reference is used where it has no value: an input of another template, an item outside a loop, or an artifact in a text. Pass it as an argument.',
  WORKFLOW_UNKNOWN_TASK:
    'A task or step refers to one that its body does not have. Use the handle that `task` or `step` returned in the same body.',
  WORKFLOW_UNKNOWN_TEMPLATE:
    'A template is called but never defined, or the referenced object does not contain it. Define it, or add it to `templates`.',
} as const;
