"""Side by Side: a record of contested facts, from YAML to a static site.

Data flows one way: facts -> load -> model -> check -> compare -> pages -> site, one module a stage.
"""
