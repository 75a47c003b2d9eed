@org.jspecify.annotations.NullMarked
package dev.madang.member.oidc;
