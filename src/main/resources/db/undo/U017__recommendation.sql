drop table model_build, model_thing, signal;
