/** HTTP as every module speaks it: strict JSON, problem+json, who may call what, one log line a request. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("web")
package dev.madang.platform.web;
