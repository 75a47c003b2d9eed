package dev.madang.platform.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.madang.platform.Role;

/**
 * Who may call a handler at all; what they may do to which object is decided by the verb that it calls. A handler without
 * it answers nobody.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface Allow {

	Role value();

	/** Whether it is about the account itself, for which a program's access token is not enough. */
	boolean account() default false;
}
