/** Maximum number of tasks in one dag that the API server accepts. */
export const MAXIMUM_TASKS = 200;
