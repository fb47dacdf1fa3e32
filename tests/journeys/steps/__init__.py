"""The loop, step by step, as the people in it walk it. Each step begins where the last one ended.

A step is a function of the person who takes it; what it asserts is what that person sees.
"""
