#pragma once
int helper();
constexpr int constant = 10;
